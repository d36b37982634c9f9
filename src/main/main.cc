// The entry point: everything happens in cli/.
#include "cli/cli.h"

int main(int argc, char** argv) { return aisle::cli::Main(argc, argv); }
