package dev.waymark.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.signin.SessionPrincipal.Role;
import dev.waymark.gateway.signin.StaffSettings.Operator;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupportStaffTest {

    private final SupportStaff staff = staff(new Operator("Maria.Skis@Lavka.example", Role.SUPPORT));

    @Test
    void operatorIsWhoProvesTheConfiguredAddress() {
        assertThat(staff.find("maria.skis@lavka.example").flatMap(staff::role)).contains(Role.SUPPORT);
    }

    /** ı, ſ and K are i, s and k to {@code equalsIgnoreCase}, and another's address. (issue 10, cases/01) */
    @Test
    void noOtherCodePointMakesAnOperator() {
        var address = "maria.skis@lavka.example";
        var folding = IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(point -> Character.toUpperCase(point) < 0x80
                        || Character.toLowerCase(point) < 0x80
                        || Character.toLowerCase(Character.toUpperCase(point)) < 0x80)
                .toArray();

        assertThat(folding).contains('ı', 'ſ', '\u212a');
        for (var point : folding) {
            for (var at = 0; at < address.length(); at++) {
                var contact = address.substring(0, at) + Character.toString(point) + address.substring(at + 1);
                assertThat(staff.find(contact)).as(contact).isEmpty();
            }
        }
    }

    @Test
    void operatorWhoseAddressCannotBeReadStopsTheStart() {
        assertThatThrownBy(() -> new Operator("m\u0430ria@lavka.example", Role.SUPPORT))
                .hasMessageContaining("waymark.gateway.operators.email");
    }

    private static SupportStaff staff(Operator... operators) {
        var day = Duration.ofDays(1);
        var settings = new SessionSettings("A".repeat(43) + "=", true, day, day, day, day, day, 5);
        return new SupportStaff(new StaffSettings(List.of(operators)), settings);
    }
}
