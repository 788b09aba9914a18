package org.linfnet.input;

import java.io.Serializable;
import java.util.Optional;

/** How the encoding of a network follows from its training examples. */
public interface EncodingRule extends Serializable {

  /** The encoding, when it does not depend on the examples. */
  Optional<Encoding> known();

  /** What the rule needs to know of a block of examples. */
  Measurement measure(ExampleBlock block);

  /** An encoding that does not depend on the examples. */
  static EncodingRule of(Encoding encoding) {
    return new KnownEncoding(encoding);
  }

  /** What was measured of some examples. Blocks are added up in an order that the caller fixes. */
  interface Measurement extends Serializable {

    /** Of these examples and those. */
    Measurement plus(Measurement other);

    /** The encoding that follows. */
    Encoding encoding();
  }

  /** Needs to know nothing. */
  final class KnownEncoding implements EncodingRule, Measurement {

    private static final long serialVersionUID = 1;

    private final Encoding encoding;

    private KnownEncoding(Encoding encoding) {
      this.encoding = encoding;
    }

    @Override
    public Optional<Encoding> known() {
      return Optional.of(encoding);
    }

    @Override
    public Measurement measure(ExampleBlock block) {
      return this;
    }

    @Override
    public Measurement plus(Measurement other) {
      return this;
    }

    @Override
    public Encoding encoding() {
      return encoding;
    }
  }
}
