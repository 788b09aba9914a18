package org.linfnet.job;

import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.linfnet.report.Report;

/** The directory of pictures and the page, beside the result tables that they show. */
final class ReportDirectory {

  /** Its name among the results. */
  static final String NAME = "report";

  private static final Set<String> CONTENTS =
      Stream.concat(
              Stream.of("report.html"),
              Stream.of(
                      "radius-curve",
                      "training-history",
                      "margins",
                      "first-layer",
                      "counterexamples")
                  .flatMap(figure -> Stream.of(figure + ".png", figure + ".svg")))
          .collect(Collectors.toUnmodifiableSet());

  private ReportDirectory() {}

  /**
   * Writes a report in place of the one that may be there.
   *
   * @throws org.linfnet.data.InvalidInputException when what is there is no report
   * @throws Exception when the file system fails
   */
  static void write(Report report, Path directory, Configuration hadoop) throws Exception {
    OutputDirectory output = OutputDirectory.checked(directory.toString(), true, CONTENTS, hadoop);
    Map<String, byte[]> contents = report.files();
    output.write(
        incomplete -> {
          FileSystem files = incomplete.getFileSystem(hadoop);
          for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            try (OutputStream out = files.create(new Path(incomplete, file.getKey()))) {
              out.write(file.getValue());
            }
          }
        });
  }
}
