package org.linfnet.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.linfnet.data.InvalidInputException;
import scala.collection.immutable.ArraySeq;
import scala.runtime.BoxedUnit;
import scala.util.Either;
import scopt.OptionDef;
import scopt.OptionParser;
import scopt.Read;

/**
 * A command line with {@code --help}. A subclass names its options in its constructor; each one's
 * action returns the options with its value in.
 *
 * @param <C> the options, immutable
 */
public abstract class CommandLine<C> extends OptionParser<C> {

  private final C defaults;
  private final List<String> errors = new ArrayList<>();
  private boolean terminated;

  /**
   * @param program the script, as the usage shows it
   * @param defaults the options before any is read
   */
  @SuppressWarnings("this-escape") // scopt wants its options told to the parser as it is made
  protected CommandLine(String program, C defaults) {
    super(program);
    this.defaults = defaults;
    help("help").text("prints this and ends");
  }

  /**
   * Reads a command line, once.
   *
   * @return the options; empty when help was asked for and shown
   * @throws InvalidInputException when it does not fit
   */
  public final Optional<C> read(String... arguments) {
    scala.Option<C> parsed = parse(ArraySeq.unsafeWrapArray(arguments), defaults);
    if (terminated) {
      return Optional.empty();
    }
    if (!errors.isEmpty() || parsed.isEmpty()) {
      throw new InvalidInputException(String.join("; ", errors) + " (see --help)");
    }
    C options = parsed.get();
    check(options);
    return Optional.of(options);
  }

  /**
   * Checks what can be checked before a session starts, such as options that exclude each other.
   *
   * @throws InvalidInputException when the options do not fit
   */
  protected void check(C options) {}

  /** A positional argument; required unless it says otherwise. */
  protected final OptionDef<String, C> argument(String name) {
    return arg(name, Read.stringRead());
  }

  /** An option with a word. */
  protected final OptionDef<String, C> text(String name) {
    return opt(name, Read.stringRead());
  }

  /** An option with a whole number. */
  @SuppressWarnings("unchecked") // scopt's Read of a Scala Int reads a java.lang.Integer
  protected final OptionDef<Integer, C> integer(String name) {
    return opt(name, (Read<Integer>) (Read<?>) Read.intRead());
  }

  /** An option with a whole number of 64 bits. */
  @SuppressWarnings("unchecked") // scopt's Read of a Scala Long reads a java.lang.Long
  protected final OptionDef<Long, C> longInteger(String name) {
    return opt(name, (Read<Long>) (Read<?>) Read.longRead());
  }

  /**
   * An option with a count, which is a whole number from 1.
   *
   * @param preset the count where none is given, as the help shows it
   * @param with puts a count into the options
   */
  protected final void count(String name, int preset, String text, BiFunction<C, Integer, C> with) {
    integer(name)
        .valueName("N")
        .text(text + "; default " + preset)
        .validate(
            count ->
                count < 1 ? failure("--%s %d: give 1 or more".formatted(name, count)) : success())
        .action((count, options) -> with.apply(options, count));
  }

  /** An option without a value. */
  protected final OptionDef<BoxedUnit, C> flag(String name) {
    return opt(name, Read.unitRead());
  }

  @Override
  public final void terminate(Either<String, BoxedUnit> state) {
    terminated = true;
  }

  @Override
  public final void reportError(String message) {
    errors.add(message);
  }

  /** Says nothing: a mistake gets one line, and the usage is there for the asking. */
  @Override
  public final void displayToErr(String message) {}
}
