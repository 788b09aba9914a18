package org.linfnet.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** One of the programs that spark-submit runs. Its main method calls {@link JobRunner#main}. */
public interface Job {

  /** The application's name, as Spark shows it. */
  String name();

  /** A new parser of its command line. */
  CommandLine commandLine();

  /** Changes the application's settings before it starts. */
  default void configure(SparkConf settings) {
    // Most jobs leave them as they are.
  }

  /**
   * Does the work. The runner stops the session afterwards.
   *
   * @param arguments what the command line gives
   * @throws org.linfnet.InvalidInputException at a user's mistake, with nothing half-written
   * @throws Exception at a fault of the program or the machine
   */
  void run(Arguments arguments, SparkSession spark) throws Exception;
}
