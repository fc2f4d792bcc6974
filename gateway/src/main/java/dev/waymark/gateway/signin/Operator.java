package dev.waymark.gateway.signin;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Who works at the support desk. They sign in as customers do, by a code to their address. */
public record Operator(String email, Visitor.Role role) {

    /** All of them. */
    @ConfigurationProperties("waymark.gateway")
    public record Staff(List<Operator> operators) {
        public Staff {
            operators = operators == null ? List.of() : List.copyOf(operators);
        }

        /** The role of whoever proves to own {@code contact}. */
        Visitor.Role roleOf(String contact) {
            return operators.stream()
                    .filter(operator -> operator.email().equalsIgnoreCase(contact))
                    .map(Operator::role)
                    .findFirst()
                    .orElse(Visitor.Role.CUSTOMER);
        }
    }
}
