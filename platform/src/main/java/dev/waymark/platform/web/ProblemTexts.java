package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What a problem document says, in one language. */
public final class ProblemTexts {

    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private ProblemTexts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** In English where there is no file of {@code language}. */
    public static ProblemTexts of(Locale language) {
        return new ProblemTexts(ResourceBundle.getBundle("platform/problems", language, NO_FALLBACK));
    }

    public Locale language() {
        return isEnglish() ? Locale.ENGLISH : bundle.getLocale();
    }

    boolean isEnglish() {
        return bundle.getLocale().equals(Locale.ROOT);
    }

    public String title(Problem problem) {
        return isEnglish() ? problem.title() : bundle.getString(problem.slug() + ".title");
    }

    /** What to do about it. */
    public String detail(Problem problem) {
        return bundle.getString(problem.slug() + ".detail");
    }

    String violation(String code, Map<String, Object> arguments) {
        var key = "violation." + code;
        var text = bundle.getString(bundle.containsKey(key) ? key : "violation.invalid");
        return MessageFormat.format(text, arguments.getOrDefault("min", ""), arguments.getOrDefault("max", ""));
    }
}
