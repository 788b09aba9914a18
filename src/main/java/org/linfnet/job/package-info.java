/**
 * The main classes and their command lines. A {@link org.linfnet.job.Job} says what it reads from
 * its command line and what it does; {@link org.linfnet.job.JobRunner} gives it a session and turns
 * a user's mistake into one line and exit status 2.
 */
package org.linfnet.job;
