#pragma once

#include "document/workspace.h"
#include "formats/models/model.h"

namespace verdiff {

/// Reads the labels of tensors whose config names a file of them (Triton's `label_filename`), a
/// label a line, from the folder of the main document. A file that can't be read leaves its name as
/// the only label, and is noted in `unread`: another name is another list of labels, as before.
///
/// At most 1 MiB a file, and 4 MiB in all: many tensors may name one file.
void read_label_files(Workspace& workspace, const Document& main, Model& model);

}  // namespace verdiff
