package dev.waymark.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a service knows of the proxies in front of it.
 *
 * @param trustedProxies networks whose {@code X-Forwarded-For} is believed
 */
@ConfigurationProperties("waymark.web")
public record ProxySettings(
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> trustedProxies) {}
