package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "/orders/10042",
                "/orders/A%2F1",
                "/orders/%D0%971",
                "/account",
                "/t/Lh3kPq8ZtR0aYw5VnC2sXd"
            })
    void pageOfACustomerIsOne(String address) {
        assertThat(ReturnAddress.of(address)).contains(address);
        assertThat(ReturnAddress.with("/sign-in", address)).startsWith("/sign-in?to=");
    }

    /** Whoever writes a link may write this into it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example/orders",
                "javascript:alert(1)",
                "/orders//evil.example",
                "/orders/../sign-out",
                "/orders/.",
                "/orders?to=//evil.example",
                "/orders#x",
                "/orders/\r\nSet-Cookie: a=b",
                "/orders@evil.example",
                "/ordersevil",
                "/sign-out",
                "/support",
                "/api/my/orders"
            })
    void anythingElseIsNone(String address) {
        assertThat(ReturnAddress.of(address)).isEmpty();
        assertThat(ReturnAddress.with("/sign-in", address)).isEqualTo("/sign-in");
    }
}
