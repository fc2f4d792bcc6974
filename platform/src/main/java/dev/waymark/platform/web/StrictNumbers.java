package dev.waymark.platform.web;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Numbers of parameters are decimal ones; Spring would also read {@code 0x10} and {@code #10}. */
@ControllerAdvice
final class StrictNumbers {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    @InitBinder
    void bind(WebDataBinder binder) {
        binder.registerCustomEditor(int.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                if (!INTEGER.matcher(text).matches()) {
                    throw new IllegalArgumentException("integer (expected: up to nine digits)");
                }
                setValue(Integer.valueOf(text));
            }
        });
    }
}
