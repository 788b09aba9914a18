package org.linfnet.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * One of the programs that spark-submit runs. Its main method hands it to {@link JobRunner#main}.
 *
 * @param <C> what its command line says
 */
public interface Job<C> {

  /** The application's name, as Spark shows it. */
  String name();

  /** A new parser of its command line. */
  CommandLine<C> commandLine();

  /** Changes the application's settings before it starts. */
  default void configure(SparkConf settings) {
    // Most jobs leave them as they are.
  }

  /**
   * Does the work. The runner stops the session afterwards.
   *
   * @param options what the command line says
   * @throws org.linfnet.data.InvalidInputException at a user's mistake, with nothing half-written
   * @throws Exception at a fault of the program or the machine
   */
  void run(C options, SparkSession spark) throws Exception;
}
