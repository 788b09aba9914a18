package org.linfnet.report;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linfnet.input.RadiusUnit;

/**
 * What a report shows. A part whose data is not there is left out.
 *
 * @param title of the page
 * @param facts about what was evaluated and how
 * @param unit of epsilon and all radii
 * @param summary a row for each epsilon, as evaluation writes it
 * @param figures in the order of the page
 */
public record Report(
    String title,
    List<Fact> facts,
    RadiusUnit unit,
    Optional<ResultTable> summary,
    List<Figure> figures) {

  /** Copies the lists. */
  public Report {
    facts = List.copyOf(facts);
    figures = List.copyOf(figures);
  }

  /** The summary as lines of a terminal, empty when there is none. */
  public String text() {
    return summary.map(table -> FormattedTable.of(table).text()).orElse("");
  }

  /**
   * All files of the report by name: {@code report.html}, and for each figure a PNG, and an SVG
   * when it is a chart.
   */
  public Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("report.html", bytes(new HtmlPage(this).text()));
    for (Figure figure : figures) {
      Picture picture = figure.picture();
      files.put(figure.name() + ".png", picture.png());
      picture.svg().ifPresent(svg -> files.put(figure.name() + ".svg", bytes(svg)));
    }
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
