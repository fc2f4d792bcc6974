package dev.waymark.gateway.signin;

import dev.waymark.gateway.signin.SessionPrincipal.Role;
import dev.waymark.platform.contact.EmailAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who works at the support desk. */
@ConfigurationProperties("waymark.gateway")
public record StaffSettings(@DefaultValue List<Operator> operators) {

    /** One member of the staff. */
    public record Operator(
            String email, @DefaultValue("SUPPORT") Role role) {

        /** Equal to the contact that proves itself, or it is another's: no folding here. */
        public Operator {
            email = EmailAddress.canonical(email)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "waymark.gateway.operators.email: unreadable (expected: an e-mail address)"));
            if (role == Role.CUSTOMER) {
                throw new IllegalArgumentException(
                        "waymark.gateway.operators: role CUSTOMER (expected: SUPPORT or ADMINISTRATOR)");
            }
        }
    }
}
