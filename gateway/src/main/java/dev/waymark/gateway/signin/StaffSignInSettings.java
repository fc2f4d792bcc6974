package dev.waymark.gateway.signin;

import dev.waymark.platform.crypto.Hmac;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What staff prove beside their address.
 *
 * @param secondFactor off only where nothing that matters is behind the desk
 * @param secondFactorKey base64 of at least 32 bytes, which seals the secrets; absent: derived from the key of sessions, which
 *     then cannot be changed without setting up every second factor anew
 * @param oidc no sign-in at a provider unless it has an issuer
 */
@ConfigurationProperties("waymark.gateway.staff")
public record StaffSignInSettings(
        @DefaultValue("required") SecondFactorPolicy secondFactor,
        @Nullable String secondFactorKey,
        @DefaultValue Oidc oidc) {

    /** Whether the desk opens without one. */
    public enum SecondFactorPolicy {
        REQUIRED,
        OFF
    }

    /** The keys of second factors. */
    public Hmac secondFactorKeys(SessionSettings sessions) {
        return secondFactorKey == null
                ? sessions.hmac("second-factor")
                : new Hmac(Hmac.key("waymark.gateway.staff.second-factor-key", secondFactorKey));
    }

    /** Keys stay out of every log. */
    @Override
    public String toString() {
        return "StaffSignInSettings";
    }

    /**
     * The OpenID provider of the shop's staff.
     *
     * @param issuer as its tokens name it; {@code /.well-known/openid-configuration} below it says the rest
     */
    public record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret) {

        public Oidc {
            if (!issuer.isEmpty() && (clientId.isEmpty() || clientSecret.isEmpty())) {
                throw new IllegalArgumentException(
                        "waymark.gateway.staff.oidc: issuer (expected: with client-id and client-secret)");
            }
        }

        public boolean isConfigured() {
            return !issuer.isEmpty();
        }

        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + "]";
        }
    }
}
