package org.linfnet.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.linfnet.InvalidInputException;
import scala.collection.immutable.ArraySeq;
import scala.runtime.BoxedUnit;
import scala.util.Either;
import scopt.OptionDef;
import scopt.OptionParser;
import scopt.Read;

/** A command line with {@code --help}: the options that it takes, and how they are checked. */
public final class CommandLine extends OptionParser<Arguments> {

  /** The name of the positional argument. */
  static final String ARGUMENT = "";

  private final Map<String, String> valueNames = new HashMap<>();
  private final Set<String> repeatable = new HashSet<>();
  private final List<String> errors = new ArrayList<>();
  private final List<Consumer<Arguments>> checks = new ArrayList<>();
  private boolean terminated;

  /**
   * @param program the script, as the usage shows it
   */
  public CommandLine(String program) {
    super(program);
    help("help").text("prints this and ends");
  }

  /** A required positional argument. */
  public CommandLine argument(String name, String text) {
    arg(name, Read.stringRead())
        .text(text)
        .action((value, arguments) -> arguments.with(ARGUMENT, value));
    return this;
  }

  /** An option with a text that must be given. */
  public CommandLine required(String name, String value, String text) {
    word(name, value, text).required();
    return this;
  }

  /** An option with a text. */
  public CommandLine option(String name, String value, String text) {
    word(name, value, text);
    return this;
  }

  /** An option with a text that may be given more than once. */
  public CommandLine repeated(String name, String value, String text) {
    word(name, value, text);
    repeatable.add(name);
    return this;
  }

  private OptionDef<String, Arguments> word(String name, String value, String text) {
    valueNames.put(name, value);
    return given(name, Read.stringRead())
        .valueName(value)
        .text(text)
        .action((given, arguments) -> arguments.with(name, given));
  }

  /** scopt takes an option that is given a second time for one that it does not know. */
  private <T> OptionDef<T, Arguments> given(String name, Read<T> type) {
    return opt(name, type).unbounded();
  }

  /** An option with a whole number from {@code least}. */
  @SuppressWarnings("unchecked") // scopt's Read of a Scala Int reads a java.lang.Integer
  public CommandLine wholeNumber(String name, String value, int least, String text) {
    given(name, (Read<Integer>) (Read<?>) Read.intRead())
        .valueName(value)
        .text(text)
        .action((given, arguments) -> arguments.with(name, given.toString()));
    return check(
        arguments -> {
          int given = arguments.wholeNumber(name).orElse(least);
          if (given < least) {
            throw new InvalidInputException(
                "--%s %d: give %d or more".formatted(name, given, least));
          }
        });
  }

  /** An option with any whole number of 64 bits. */
  @SuppressWarnings("unchecked") // scopt's Read of a Scala Long reads a java.lang.Long
  public CommandLine longNumber(String name, String value, String text) {
    given(name, (Read<Long>) (Read<?>) Read.longRead())
        .valueName(value)
        .text(text)
        .action((given, arguments) -> arguments.with(name, given.toString()));
    return this;
  }

  /** An option without a value. */
  public CommandLine flag(String name, String text) {
    given(name, Read.unitRead()).text(text).action((given, arguments) -> arguments.with(name, ""));
    return this;
  }

  /**
   * A check that is made before a session starts.
   *
   * @param check throws {@link InvalidInputException} when the options do not fit
   */
  public CommandLine check(Consumer<Arguments> check) {
    checks.add(check);
    return this;
  }

  /**
   * Reads a command line, once.
   *
   * @return what it gives; empty when help was asked for and shown
   * @throws InvalidInputException when it does not fit
   */
  public Optional<Arguments> read(String... words) {
    scala.Option<Arguments> parsed = parse(ArraySeq.unsafeWrapArray(words), Arguments.NONE);
    if (terminated) {
      return Optional.empty();
    }
    if (!errors.isEmpty() || parsed.isEmpty()) {
      throw new InvalidInputException(String.join("; ", errors) + " (see --help)");
    }
    parsed.get().values().forEach(this::requireUsable);
    checks.forEach(check -> check.accept(parsed.get()));
    return Optional.of(parsed.get());
  }

  private void requireUsable(String name, List<String> values) {
    if (values.size() > 1 && !repeatable.contains(name)) {
      throw new InvalidInputException(
          "--%s is given %s: give it once"
              .formatted(name, values.size() == 2 ? "twice" : values.size() + " times"));
    }
    if (valueNames.containsKey(name) && values.contains("")) {
      throw new InvalidInputException(
          "--%s has an empty value: give %s, or leave the option out"
              .formatted(name, valueNames.get(name)));
    }
  }

  @Override
  public void terminate(Either<String, BoxedUnit> state) {
    terminated = true;
  }

  @Override
  public void reportError(String message) {
    errors.add(message);
  }

  /** A mistake gets one line, so the usage is not shown with it. */
  @Override
  public void displayToErr(String message) {}
}
