package org.linfnet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * What an evaluation says of itself in {@code evaluation.json}.
 *
 * @param data the table of examples that it read
 */
record EvaluationRecord(Optional<String> data) {

  private static final String NAME = "evaluation.json";

  /** The record in a directory of results; of nothing, when there is none. */
  static EvaluationRecord of(InputDirectory results) throws IOException {
    if (!results.holds(NAME)) {
      return new EvaluationRecord(Optional.empty());
    }
    JsonNode data = new ObjectMapper().readTree(results.text(NAME)).path("data");
    return new EvaluationRecord(Optional.ofNullable(data.textValue()));
  }
}
