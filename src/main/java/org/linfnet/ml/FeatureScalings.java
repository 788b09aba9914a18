package org.linfnet.ml;

import java.util.List;
import java.util.Map;
import org.linfnet.data.ScalingRule;

/** The values of the Param {@code featureScaling}. */
final class FeatureScalings {

  static final List<String> NAMES = List.of("byFeature", "alike", "none");

  private static final Map<String, ScalingRule> RULES =
      Map.of(
          "byFeature",
          ScalingRule.BY_FEATURE,
          "alike",
          ScalingRule.ALIKE,
          "none",
          ScalingRule.NONE);

  private FeatureScalings() {}

  static ScalingRule named(String name) {
    return RULES.get(name);
  }
}
