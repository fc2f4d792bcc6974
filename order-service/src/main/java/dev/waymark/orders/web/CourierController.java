package dev.waymark.orders.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.placing.Violation;
import dev.waymark.orders.recognition.Candidate;
import dev.waymark.orders.recognition.Recogniser;
import dev.waymark.orders.recognition.Recognition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whose a tracking number is, asked before anything is attached. Answers as attaching it without a courier would. */
@RestController
@RequestMapping("/api/couriers")
class CourierController {

    private final Recogniser recogniser;

    CourierController(Recogniser recogniser) {
        this.recogniser = recogniser;
    }

    @GetMapping("/candidates")
    Recognised candidates(@RequestParam(required = false) @Nullable String trackingNumber) {
        var recognition = recogniser.recognise(number(trackingNumber));
        return recognition.match(
                clear -> new Recognised(Verdict.CLEAR, clear.courier(), clear.candidates()),
                ambiguous -> without(Verdict.AMBIGUOUS, ambiguous),
                wrong -> without(Verdict.CHECK_DIGIT_WRONG, wrong),
                unrecognised -> without(Verdict.UNRECOGNISED, unrecognised));
    }

    private static Recognised without(Verdict verdict, Recognition recognition) {
        return new Recognised(verdict, null, recognition.candidates());
    }

    private static TrackingNumber number(@Nullable String said) {
        if (said == null || said.isBlank()) {
            throw refused("missing", "Expected: a value.");
        }
        try {
            return new TrackingNumber(said);
        } catch (IllegalArgumentException e) {
            throw refused("unreadable", "Expected: 1..50 letters, digits, and . _ / -.");
        }
    }

    private static Refused refused(String code, String detail) {
        return new Refused(Problem.VALIDATION, "See errors.", List.of(new Violation("/trackingNumber", code, detail)));
    }

    /** What attaching the number without naming a courier comes to. */
    enum Verdict {
        CLEAR,
        AMBIGUOUS,
        CHECK_DIGIT_WRONG,
        UNRECOGNISED
    }

    /**
     * Whose the number may be.
     *
     * @param courier the one that would be taken; none unless the verdict is clear
     * @param candidates the likeliest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Recognised(Verdict verdict, @Nullable CourierCode courier, List<Candidate> candidates) {}
}
