package dev.waymark.platform.web;

import static dev.waymark.contract.Checks.check;

import dev.waymark.contract.Checks;
import java.beans.PropertyEditorSupport;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Numbers of parameters are decimal ones; Spring would also read {@code 0x10} and {@code #10}. Times are of the calendar; Java
 * would also read those of which no store has a notion.
 */
@ControllerAdvice
final class StrictParameters {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    @InitBinder
    void bind(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new TextParser(StrictParameters::integer));
        binder.registerCustomEditor(Instant.class, new TextParser(StrictParameters::time));
    }

    private static Integer integer(String text) {
        check(INTEGER.matcher(text).matches(), "integer (expected: up to nine digits)");
        return Integer.valueOf(text);
    }

    private static Instant time(String text) {
        var time = Instant.parse(text);
        check(Checks.isInCalendar(time), "time (expected: a year of four digits)");
        return time;
    }

    private static final class TextParser extends PropertyEditorSupport {

        private final Function<String, Object> parser;

        TextParser(Function<String, Object> parser) {
            this.parser = parser;
        }

        @Override
        public void setAsText(String text) {
            setValue(parser.apply(text));
        }
    }
}
