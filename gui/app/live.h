#pragma once

namespace loopscope::gui {

struct Model;

/// Runs the program that is shown on the real clock, and shows it while it runs: the cursor stays
/// at the end until somebody moves it. What the program finds is simulated as ever, its loopback
/// sockets apart where the settings say so.
void start_live(Model& model);

/// The same; but a program that is known to use sockets waits until the person has said which ones,
/// unless that was said before.
void ask_and_start_live(Model& model);

/// Remembers what the person said of the sockets of programs, says it once more and begins the live
/// run for which that was asked, or that now finds other sockets.
void answer_sockets(Model& model, bool allowed);

/// The live run goes on no longer, if there is one; what was recorded stays.
void stop_live(Model& model);

/// There is a live run that has more to show than is shown. Needs no pause.
bool has_live_news(const Model& model);

/// Takes in what the live run recorded since; true if it did. It waits a while if that is dear, so
/// that most of the time is left for everything else.
bool follow_live(Model& model, double now);

/// Another run is about to be shown: forgets the live one.
void drop_live(Model& model);

/// The program runs on the virtual clock again.
void run_on_virtual_clock(Model& model);

}  // namespace loopscope::gui
