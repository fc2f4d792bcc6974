package dev.waymark.gateway.signin;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who works at the support desk. They sign in as customers do, by a code to their address. */
@ConfigurationProperties("waymark.gateway")
public record SupportStaff(@DefaultValue List<Operator> operators) {

    /** The role of whoever proves to own {@code contact}. */
    SessionPrincipal.Role roleOf(String contact) {
        return operators.stream()
                .filter(operator -> operator.email().equalsIgnoreCase(contact))
                .map(Operator::role)
                .findFirst()
                .orElse(SessionPrincipal.Role.CUSTOMER);
    }

    /** One member of the staff. */
    public record Operator(String email, SessionPrincipal.Role role) {}
}
