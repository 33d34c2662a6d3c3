package dev.securescore.output.exchange;

import dev.securescore.output.Printable;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What test runners report, as XML that Surefire, Jenkins and GitLab read.
 *
 * @param suites in the order of printing
 */
public record JUnitReport(List<Suite> suites) {

  /** A group of cases. */
  public record Suite(String name, List<Case> cases) {

    private long count(Result result) {
      return cases.stream().filter(each -> each.result() == result).count();
    }
  }

  /**
   * One thing that was checked.
   *
   * @param name what tells it from the others of its suite
   * @param message why it did not pass; empty where it did
   */
  public record Case(String name, Result result, String message) {}

  /** How a case ended. */
  public enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** The report as XML, ending with a line break. */
  public String xml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      for (Suite suite : suites) {
        write(suite, xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a report that is no XML", impossible);
    }
    return text + "\n";
  }

  private static void write(Suite suite, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", suite.name());
    attribute(xml, "time", "0");
    attribute(xml, "tests", String.valueOf(suite.cases().size()));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", String.valueOf(suite.count(Result.SKIPPED)));
    attribute(xml, "failures", String.valueOf(suite.count(Result.FAILED)));
    for (Case each : suite.cases()) {
      write(suite.name(), each, xml);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void write(String suite, Case each, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", each.name());
    attribute(xml, "classname", suite);
    attribute(xml, "time", "0");
    switch (each.result()) {
      case PASSED -> {}
      case FAILED -> {
        xml.writeStartElement("failure");
        attribute(xml, "message", each.message());
        attribute(xml, "type", "finding");
        xml.writeEndElement();
      }
      case SKIPPED -> {
        xml.writeStartElement("skipped");
        attribute(xml, "message", each.message());
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, allowed(Printable.of(value)));
  }

  /** XML has no place for some code points, not even escaped. */
  private static String allowed(String text) {
    return text.codePoints()
        .mapToObj(each -> each == 0xFFFE || each == 0xFFFF ? "?" : Character.toString(each))
        .collect(Collectors.joining());
  }
}
