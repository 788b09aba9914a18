package org.linfnet.train.checkpoint;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file system that lets a number of changes through and no more, as if the process had died:
 * every creation, every byte written, every rename and every deletion is one.
 */
final class DyingFileSystem extends FilterFileSystem {

  private long left;

  DyingFileSystem(FileSystem files, long changes) {
    super(files);
    this.left = changes;
  }

  @Override
  public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
    change(1);
    return new FSDataOutputStream(new DyingStream(super.create(path, overwrite)), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change(1);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change(1);
    return super.delete(path, recursive);
  }

  private void change(long count) throws IOException {
    if (left < count) {
      left = -1;
      throw new IOException("died");
    }
    left -= count;
  }

  /** Writes as far as life lasts. */
  private final class DyingStream extends FilterOutputStream {

    DyingStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      change(1);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (left >= 0 && left < length) {
        out.write(bytes, offset, (int) left);
      }
      change(length);
      out.write(bytes, offset, length);
    }
  }
}
