/**
 * Checkpoints: what a run needs to go on after an epoch, kept in files of a Hadoop file system.
 *
 * <p>A {@link org.linfnet.train.checkpoint.CheckpointDirectory} keeps the last two checkpoints of a
 * run. It writes a file under another name and renames it when it is whole, so a run that dies
 * leaves a whole checkpoint. A resumed run gives the bits of a run that was not interrupted.
 */
package org.linfnet.train.checkpoint;
