package dev.waymark.local.pages;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.waymark.local.SystemStatus;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.sms.SmsInbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Added to the gateway's context on a machine of one's own, and to no other: these pages show everything to everybody. */
@Configuration(proxyBeanMethods = false)
public class LocalPages {

    private static final String PAGES = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final String[] PATHS = {"/", "/local/**"};

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain localPagesSecurity(ServerHttpSecurity http) {
        return http.securityMatcher(new OrServerWebExchangeMatcher(
                        ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, PATHS),
                        ServerWebExchangeMatchers.pathMatchers(HttpMethod.HEAD, PATHS)))
                .authorizeExchange(pages -> pages.anyExchange().permitAll())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .headers(headers -> headers.frameOptions(frames -> frames.mode(Mode.SAMEORIGIN))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(PAGES)))
                .build();
    }

    /** Before the gateway's own routes, because the start page takes the place of its `/`. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> localRoutes(MailInbox mail, SmsInbox sms, SystemStatus status) {
        var pages = new LocalPageRenderer(mail, sms, status);
        var start = new StartPage(pages, mail, status);
        var mails = new MailPages(pages, mail);
        var texts = new SmsPages(pages, sms);
        return route().GET("/", start::show)
                .GET("/local/mail", mails::list)
                .GET("/local/mail/{id}", mails::one)
                .GET("/local/mail/{id}/html", mails::html)
                .GET("/local/sms", texts::list)
                .GET("/local/api/mail", mails::json)
                .GET("/local/api/sms", texts::json)
                .resources("/local/assets/**", new ClassPathResource("local/assets/"))
                .build();
    }
}
