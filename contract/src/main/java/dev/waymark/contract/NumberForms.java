package dev.waymark.contract;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The forms in which carriers print, scan and send one number, and which of them is canonical. A form counts where the
 * check digit of what it leads to is right, so that nothing else is taken for it.
 * (jkeen/tracking_number_data, MIT; USPS Publication 199; GS1 General Specifications 2 and 3; UPU S10)
 */
final class NumberForms {

    private static final String AGGREGATORS = "17track aftership easypost shipengine shippo";

    private static final List<Form> FORMS = List.of(
            // USPS IMpb: the routing code, which is the recipient's ZIP, before the package's own 22 or 26 digits.
            form("usps " + AGGREGATORS, "420[0-9]{5}(9[1-5][0-9]{20}(?:[0-9]{4})?)", "", NumberForms::isGs1),
            form("usps " + AGGREGATORS, "420[0-9]{9}(9[1-5][0-9]{20})", "", NumberForms::isGs1),
            // FedEx: the bar codes of Express and Ground around the number that people know.
            form("fedex " + AGGREGATORS, "[0-8][0-9]{19}00([0-9]{12})", "", NumberForms::isFedexExpress),
            form("fedex " + AGGREGATORS, "96[0-9]{18}00([0-9]{12})", "", NumberForms::isFedexExpress),
            form("fedex " + AGGREGATORS, "3[0-9]{15}([0-9]{12})[0-9]{4}", "", NumberForms::isFedexExpress),
            form("fedex " + AGGREGATORS, "96[0-9]{5}([0-9]{15})", "", NumberForms::isGs1),
            // SSCC: DHL prints it with its application identifier, EPCIS names it without.
            form("dhl " + AGGREGATORS, "(340434[0-9]{12})", "00", NumberForms::isGs1),
            form("epcis", "00([0-9]{18})", "", NumberForms::isGs1),
            // DPD: the bar code of its label around the parcel's number.
            form("dpd", "[0-9A-Z]{7}([0-9]{14})[0-9]{6}[0-9A-Z]", "", _ -> true));

    private static final Pattern SEPARATORS = Pattern.compile("[-._/]");
    private static final Pattern S10 = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");
    private static final Pattern UNGROUPED = Pattern.compile("1Z[0-9A-Z]{16}|[0-9]{10,}");

    /** They use no separators. */
    private static final Set<String> GROUPED_BY_PEOPLE = Set.of("dhl", "dpd", "fedex", "ups", "usps");

    /** Shorter numbers have one form. */
    private static final int SHORTEST = 18;

    private NumberForms() {}

    /** The canonical form of {@code number}, which is the courier's. */
    static String canonical(String courier, String number) {
        var joined = ungrouped(courier, number);
        return joined.length() < SHORTEST
                ? joined
                : FORMS.stream()
                        .filter(form -> form.couriers.contains(courier))
                        .flatMap(form -> form.canonical(joined))
                        .findFirst()
                        .orElse(joined);
    }

    /** What {@code number} may be, whichever courier's it is; itself first. */
    static Stream<String> candidates(String number) {
        var couriers =
                Stream.concat(GROUPED_BY_PEOPLE.stream(), FORMS.stream().flatMap(form -> form.couriers.stream()));
        return Stream.concat(Stream.of(number), couriers.distinct().map(courier -> canonical(courier, number)))
                .distinct();
    }

    private static String ungrouped(String courier, String number) {
        if (!SEPARATORS.matcher(number).find()) {
            return number;
        }
        var joined = SEPARATORS.matcher(number).replaceAll("");
        var isGroupedByPeople =
                GROUPED_BY_PEOPLE.contains(courier) && UNGROUPED.matcher(joined).matches();
        return isGroupedByPeople || isS10(joined) ? joined : number;
    }

    private static Form form(String couriers, String pattern, String prefix, Predicate<String> check) {
        return new Form(Set.of(couriers.split(" ")), Pattern.compile(pattern), prefix, check);
    }

    /** Modulo 10, of which every second digit from the right counts three times. (GS1 General Specifications 7.9.1) */
    private static boolean isGs1(String number) {
        return weighted(number, 1, 3) % 10 == 0;
    }

    /** Weights 1, 3, 7 from the right, modulo 11, modulo 10. */
    private static boolean isFedexExpress(String number) {
        var last = number.length() - 1;
        return weighted(number.substring(0, last), 1, 3, 7) % 11 % 10 == number.charAt(last) - '0';
    }

    /** Weights 8 6 4 2 3 5 9 7; 10 is written 0, and 11 is written 5. (UPU S10) */
    private static boolean isS10(String number) {
        if (!S10.matcher(number).matches()) {
            return false;
        }
        var check = 11 - weighted(number.substring(2, 10), 7, 9, 5, 3, 2, 4, 6, 8) % 11;
        return number.charAt(10) - '0' == (check == 10 ? 0 : check == 11 ? 5 : check);
    }

    /** @param weights from the right, over and over */
    private static int weighted(String digits, int... weights) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * weights[i % weights.length];
        }
        return sum;
    }

    /**
     * @param pattern of which the first group is what is kept
     * @param prefix what the canonical form has before it
     */
    private record Form(Set<String> couriers, Pattern pattern, String prefix, Predicate<String> check) {

        Stream<String> canonical(String number) {
            var matcher = pattern.matcher(number);
            return matcher.matches() && check.test(matcher.group(1))
                    ? Stream.of(prefix + matcher.group(1))
                    : Stream.empty();
        }
    }
}
