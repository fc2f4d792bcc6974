package dev.waymark.gateway.access;

import org.springframework.http.HttpMethod;

/** One address we answer at, and who may use it. */
public record Route(HttpMethod method, String pattern, Access access) {

    static Route get(String pattern, Access access) {
        return new Route(HttpMethod.GET, pattern, access);
    }

    static Route post(String pattern, Access access) {
        return new Route(HttpMethod.POST, pattern, access);
    }

    static Route options(String pattern, Access access) {
        return new Route(HttpMethod.OPTIONS, pattern, access);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
