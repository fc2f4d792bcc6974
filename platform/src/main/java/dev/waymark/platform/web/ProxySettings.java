package dev.waymark.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a service knows of the proxies in front of it.
 *
 * @param trustedProxies networks whose {@code X-Forwarded-For} is believed; nobody's unless configured, for a client can
 *     send the header as well
 */
@ConfigurationProperties("waymark.web")
public record ProxySettings(@DefaultValue List<String> trustedProxies) {}
