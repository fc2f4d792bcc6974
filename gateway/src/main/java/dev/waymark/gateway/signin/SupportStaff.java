package dev.waymark.gateway.signin;

import dev.waymark.gateway.signin.SessionPrincipal.Role;
import dev.waymark.platform.crypto.Hmac;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who works at the support desk, by a keyed hash of their address. They sign in as customers do, by a code to it. */
public final class SupportStaff {

    private final Map<String, Role> roles;
    private final Hmac hmac;

    public SupportStaff(StaffSettings staff, SessionSettings settings) {
        this.hmac = settings.hmac("staff");
        this.roles = staff.operators().stream()
                .collect(Collectors.toUnmodifiableMap(
                        operator -> ref(operator.email()), StaffSettings.Operator::role, (first, _) -> first));
    }

    /** The name of the member that {@code email}, in its canonical form, belongs to; empty for everybody else. */
    public Optional<String> find(String email) {
        return Optional.of(ref(email)).filter(roles::containsKey);
    }

    /** What the member {@code ref} may do now; empty for one who was dismissed. */
    Optional<Role> role(String ref) {
        return Optional.ofNullable(roles.get(ref));
    }

    private String ref(String email) {
        return hmac.base64Url(email);
    }
}
