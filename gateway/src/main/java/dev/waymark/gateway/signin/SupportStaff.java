package dev.waymark.gateway.signin;

import dev.waymark.platform.contact.EmailAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who works at the support desk. They sign in as customers do, by a code to their address. */
@ConfigurationProperties("waymark.gateway")
public record SupportStaff(@DefaultValue List<Operator> operators) {

    /** The role of whoever proves to own {@code contact}, which is in its canonical form. */
    SessionPrincipal.Role roleOf(String contact) {
        return operators.stream()
                .filter(operator -> operator.email().equals(contact))
                .map(Operator::role)
                .findFirst()
                .orElse(SessionPrincipal.Role.CUSTOMER);
    }

    /** One member of the staff. */
    public record Operator(String email, SessionPrincipal.Role role) {

        /** Equal to the contact that proves itself, or it is another's: no folding here. */
        public Operator {
            email = EmailAddress.canonical(email)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "waymark.gateway.operators.email: unreadable (expected: an e-mail address)"));
        }
    }
}
