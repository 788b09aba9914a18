package org.linfnet.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.linfnet.InvalidInputException;

/**
 * A published file to download.
 *
 * @param dataset the name of its data set, for messages
 * @param file its name at each address
 * @param addresses directories that serve it, in the order to try them
 * @param check holds what was downloaded against what is published
 */
record Download(String dataset, String file, List<URI> addresses, Check check) {

  /** Holds a downloaded file against the published one. */
  @FunctionalInterface
  interface Check {

    /**
     * Accepts the published file.
     *
     * @throws InvalidInputException when it is another one
     * @throws IOException when it cannot be read
     */
    void accept(Path file) throws IOException;
  }
}
