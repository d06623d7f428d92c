#pragma once

namespace verdiff::bench {

/// Single questions to the prover that a careless one takes long for, each with a budget of its
/// own. Loading the schemas is not counted, making them ready is. False when one is over budget.
bool bench_questions(int runs);

}  // namespace verdiff::bench
