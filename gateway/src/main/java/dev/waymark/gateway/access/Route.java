package dev.waymark.gateway.access;

import org.springframework.http.HttpMethod;

/** One address we answer at, and who may use it. */
public record Route(HttpMethod method, String pattern, Access access) {

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
