package org.linfnet.data;

/** How features are brought to the range that a network starts from. */
public enum ScalingRule {
  /**
   * Each by its own mean and standard deviation: a ball of the network is a box of the features.
   */
  BY_FEATURE {
    @Override
    public FeatureScaling of(FeatureMoments moments) {
      return moments.scaledByFeature();
    }
  },

  /** Each by its own mean, all by one scale, so that a ball stays a ball. */
  ALIKE {
    @Override
    public FeatureScaling of(FeatureMoments moments) {
      return moments.scaledAlike();
    }
  },

  /** Not at all. */
  NONE {
    @Override
    public FeatureScaling of(FeatureMoments moments) {
      return moments.unscaled();
    }
  };

  /** The scaling for features of these moments. */
  public abstract FeatureScaling of(FeatureMoments moments);
}
