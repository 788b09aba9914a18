package org.linfnet.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A report as one HTML page that needs nothing beside it: charts are inline SVG, images are inline
 * PNG, and there is no script.
 *
 * @param report what the page shows
 */
record HtmlPage(Report report) {

  private static final int FEW_COLUMNS = 4;
  private static final String STYLE_SHEET = "report.css";
  private static final String GLOSSARY =
      """
      <dl>
      <dt>clean</dt>
      <dd>the part of all examples that the network classifies rightly when nothing is changed.</dd>
      <dt>attacked (pgd, strong)</dt>
      <dd>the part that is still right after an attack has searched for a change of every %1$s by \
      at most epsilon that turns the decision. A stronger attack can only lower it.</dd>
      <dt>certified</dt>
      <dd>the part that is right and proved to stay right, whatever is done to each %1$s by at \
      most epsilon. No attack can lower it.</dd>
      <dt>margin certified</dt>
      <dd>the part that the margin alone certifies. The certified part is no smaller: %2$s.</dd>
      <dt>unknown</dt>
      <dd>the part that is right and neither certified nor turned by an attack: a better attack may \
      turn it, or a better proof certify it.</dd>
      </dl>
      """;

  /** The page. */
  String text() {
    String body =
        report.summary().map(this::summary).orElse("")
            + report.figures().stream().map(HtmlPage::section).collect(Collectors.joining());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %4$s%3$s</main>
        </body>
        </html>
        """
        .formatted(escaped(report.title()), styleSheet(), body, facts());
  }

  private String facts() {
    return report.facts().isEmpty()
        ? ""
        : report.facts().stream()
            .map(HtmlPage::fact)
            .collect(Collectors.joining("", "<dl class=\"facts\">\n", "</dl>\n"));
  }

  private static String fact(Fact fact) {
    return "<dt>%s</dt><dd>%s</dd>\n".formatted(escaped(fact.name()), escaped(fact.text()));
  }

  private String summary(ResultTable summary) {
    Units units = Units.of(report.unit());
    return """
        <section>
        <h2>Summary</h2>
        <p>Epsilon and all radii are in %s. A dash: not measured.</p>
        %s%s</section>
        """
        .formatted(units.text(), table(summary), GLOSSARY.formatted(units.value(), units.bounds()));
  }

  private static String section(Figure figure) {
    String numbers =
        figure
            .numbers()
            .map(table -> "<details><summary>numbers</summary>\n" + table(table) + "</details>\n")
            .orElse("");
    return """
        <section>
        <h2>%s</h2>
        <figure>
        %s
        <figcaption>%s</figcaption>
        </figure>
        %s</section>
        """
        .formatted(escaped(figure.title()), picture(figure), escaped(figure.caption()), numbers);
  }

  private static String picture(Figure figure) {
    Picture picture = figure.picture();
    return picture.svg().map(svg -> inline(svg, figure)).orElseGet(() -> image(picture, figure));
  }

  private static String image(Picture picture, Figure figure) {
    return "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,%s\">"
        .formatted(
            escaped(figure.title()),
            picture.width(),
            picture.height(),
            Base64.getEncoder().encodeToString(picture.png()));
  }

  /** The SVG element, its ids made unique to the page and its ink and paper left to the page. */
  private static String inline(String svg, Figure figure) {
    return svg.substring(svg.indexOf("<svg"))
        .strip()
        .replaceFirst("<svg", "<svg role=\"img\" aria-label=\"" + escaped(figure.title()) + "\"")
        .replace("id=\"clip", "id=\"" + figure.name() + "-clip")
        .replace("url(#clip", "url(#" + figure.name() + "-clip")
        .replace(Palette.css(Palette.PAPER), "var(--paper)")
        .replace(Palette.css(Palette.INK), "var(--ink)")
        .replace(Palette.css(Palette.QUIET_INK), "var(--quiet)")
        .replace(Palette.css(Palette.GRID), "var(--grid)");
  }

  private static String table(ResultTable results) {
    FormattedTable table = FormattedTable.of(results);
    String head =
        table.headings().stream()
            .map(cell -> "<th scope=\"col\">" + escaped(cell) + "</th>")
            .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    String rows =
        table.rows().stream()
            .map(
                row ->
                    IntStream.range(0, row.size())
                        .mapToObj(column -> cell(table.headings().get(column), row.get(column)))
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining());
    String kind = table.headings().size() > FEW_COLUMNS ? "table stacked" : "table";
    return "<div class=\"%s\"><table>\n<thead>\n%s</thead>\n<tbody>\n%s</tbody>\n</table></div>\n"
        .formatted(kind, head, rows);
  }

  /** On a narrow page rows become blocks, and each cell is preceded by its heading. */
  private static String cell(String heading, String text) {
    return "<td data-heading=\"%s\">%s</td>".formatted(escaped(heading), escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String styleSheet() {
    try (InputStream css = HtmlPage.class.getResourceAsStream(STYLE_SHEET)) {
      return new String(
          Objects.requireNonNull(css, STYLE_SHEET).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
