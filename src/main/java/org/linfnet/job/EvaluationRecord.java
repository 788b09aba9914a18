package org.linfnet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an evaluation says of itself in {@code evaluation.json}.
 *
 * @param data the table of examples that it read
 * @param weights the trained parameters of the network
 */
record EvaluationRecord(Optional<String> data, OptionalLong weights) {

  private static final String NAME = "evaluation.json";

  /** The record in a directory of results; of nothing, when there is none. */
  static EvaluationRecord of(InputDirectory results) throws IOException {
    if (!results.holds(NAME)) {
      return new EvaluationRecord(Optional.empty(), OptionalLong.empty());
    }
    JsonNode record = new ObjectMapper().readTree(results.text(NAME));
    JsonNode weights = record.path("weights");
    return new EvaluationRecord(
        Optional.ofNullable(record.path("data").textValue()),
        weights.isNumber() ? OptionalLong.of(weights.longValue()) : OptionalLong.empty());
  }
}
