// How answers look, for front ends: text for a terminal, CSV, JSON. They see only assistant/.
#pragma once

#include "answer/chips.h"      // IWYU pragma: export
#include "answer/csv.h"        // IWYU pragma: export
#include "answer/format.h"     // IWYU pragma: export
#include "answer/json_text.h"  // IWYU pragma: export
#include "answer/terminal.h"   // IWYU pragma: export
