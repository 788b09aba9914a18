package org.linfnet.train;

import java.util.Optional;

/** Where a run takes up what was done of it before, and leaves what it has done. */
public interface Checkpoints {

  /** For a run that starts at the beginning and leaves nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<TrainingState> newest(RunIdentity run) {
          return Optional.empty();
        }

        @Override
        public void keep(RunIdentity run, TrainingState state) {
          // Nobody will ask for it.
        }

        @Override
        public Checkpoints ofMember(int number) {
          return this;
        }
      };

  /**
   * The state of this run that was kept last; empty when there is none.
   *
   * @throws org.linfnet.InvalidInputException when what was kept is of another run
   * @throws java.io.UncheckedIOException when the file system fails
   */
  Optional<TrainingState> newest(RunIdentity run);

  /**
   * Keeps a state. When this returns the state is safe, and its arrays may change again.
   *
   * @throws java.io.UncheckedIOException when the file system fails; what was kept before is whole
   */
  void keep(RunIdentity run, TrainingState state);

  /**
   * Those of one member of a run that trains several networks, apart from those of the others.
   *
   * @param number of the member, the first being 1
   * @throws java.io.UncheckedIOException when the file system fails
   */
  Checkpoints ofMember(int number);
}
