#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
  CLI::App app{"See an asyncio event loop at work: play lessons, run and inspect programs"};
  app.name("loopscope");
  CLI11_PARSE(app, argc, argv);
  return 0;
}
