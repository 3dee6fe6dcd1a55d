#pragma once

namespace loopscope::simulated {

class SimulatedProcess;

/// `sh -c COMMAND`: lists with `;`, `&&`, `||` and `&`, pipelines, quotes, variables and `$?`,
/// assignments, redirections to /dev/null and between outputs, for, while, until and if, and of the
/// built-in commands cd, exit, export, break, continue, test, : and kill. Gives the last command's
/// status, 2 after a syntax error.
int run_shell(SimulatedProcess& process);

}  // namespace loopscope::simulated
