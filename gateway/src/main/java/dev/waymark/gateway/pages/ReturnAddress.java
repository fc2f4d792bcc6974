package dev.waymark.gateway.pages;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a visitor goes once signed in: the page that asked for it. Whoever writes a link may write it into the link, so it is
 * only ever a page of ours that is a customer's own. (OWASP ASVS 5.0, 3.7.2)
 */
public final class ReturnAddress {

    public static final String PARAMETER = "to";

    /** Neither an empty segment, which would begin the name of a host, nor a dot segment. */
    private static final Pattern PAGE = Pattern.compile(
            "/(orders|account|t/[0-9A-Za-z]{16,64})(/(?!\\.{1,2}(/|$))[A-Za-z0-9%._~!$&'()*+,;=:@-]+)*");

    private static final int LONGEST = 300;

    private ReturnAddress() {}

    /** {@code address} where a visitor may be sent there; else empty. */
    public static Optional<String> of(@Nullable String address) {
        return Optional.ofNullable(address)
                .filter(text -> text.length() <= LONGEST && PAGE.matcher(text).matches());
    }

    /** The way to sign in, and back to the page that is asked for. */
    public static String signIn(ServerWebExchange exchange) {
        return with("/sign-in", exchange.getRequest().getPath().value());
    }

    /** {@code path} with the address to go to afterwards, where it is one. */
    public static String with(String path, @Nullable String address) {
        return of(address).map(page -> Links.query(path, PARAMETER, page)).orElse(path);
    }
}
