#pragma once

namespace loopscope::simulated {

class SimulatedProcesses;

/// Adds the commands that every simulated machine has: echo, printf, cat, head, tail, sort, uniq,
/// wc, grep, tr, rev, seq, sleep, true, false, yes, pwd, env, date, uname, hostname, whoami,
/// basename, dirname, ls, sh and bash; each with the options that are usual.
void add_commands(SimulatedProcesses& processes);

}  // namespace loopscope::simulated
