package dev.nnkit.cli;

/** How answers are written. */
enum AnswerFormat {
    CSV,
    JSON
}
