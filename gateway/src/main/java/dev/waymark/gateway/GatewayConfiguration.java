package dev.waymark.gateway;

import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.gateway.access.ApiKeys;
import dev.waymark.gateway.doors.CountedDoors;
import dev.waymark.gateway.doors.Doors;
import dev.waymark.gateway.kafka.UpdateListener;
import dev.waymark.gateway.limits.Capacity;
import dev.waymark.gateway.limits.ClientAddresses;
import dev.waymark.gateway.limits.LimitSettings;
import dev.waymark.gateway.limits.Tallies;
import dev.waymark.gateway.live.LiveUpdates;
import dev.waymark.gateway.services.CodePost;
import dev.waymark.gateway.services.CourierDesk;
import dev.waymark.gateway.services.HttpCodePost;
import dev.waymark.gateway.services.HttpCourierDesk;
import dev.waymark.gateway.services.HttpLinkPost;
import dev.waymark.gateway.services.HttpOrderQueries;
import dev.waymark.gateway.services.LinkPost;
import dev.waymark.gateway.services.OrderQueries;
import dev.waymark.gateway.services.Outbox;
import dev.waymark.gateway.services.ServiceNames;
import dev.waymark.gateway.services.ServiceSettings;
import dev.waymark.gateway.signin.Attempts;
import dev.waymark.gateway.signin.CodeSignIn;
import dev.waymark.gateway.signin.Operator;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionReader;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.Sessions;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;

/** Who talks to whom. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceKeys.class, Operator.Staff.class, ApiKeys.class})
class GatewayConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Of our own: with the global ones, closing one service would end the others in the same process. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }

    @Bean
    ServiceTokens serviceTokens(ServiceKeys keys, Clock clock) {
        return ServiceTokens.of(ServiceNames.GATEWAY, keys, clock);
    }

    @Bean
    OrderQueries orderQueries(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpOrderQueries(builder, tokens, settings);
    }

    @Bean
    CourierDesk courierDesk(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpCourierDesk(builder, tokens, settings);
    }

    @Bean
    CodePost codePost(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpCodePost(builder, tokens, settings);
    }

    @Bean
    LinkPost linkPost(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpLinkPost(builder, tokens, settings);
    }

    @Bean
    UpdateListener updateListener(LiveUpdates live) {
        return live::changed;
    }

    @Bean
    ClientAddresses clientAddresses(LimitSettings limits) {
        return new ClientAddresses(limits);
    }

    @Bean
    Capacity capacity(LimitSettings limits) {
        return new Capacity(limits);
    }

    @Bean
    Doors doors(
            OrderQueries orders,
            Outbox<LinkRequest> links,
            Tallies tallies,
            ClientAddresses addresses,
            LimitSettings limits) {
        return new CountedDoors(orders, links, tallies, addresses, limits);
    }

    @Bean
    SessionCookie sessionCookie(SessionSettings settings, Clock clock) {
        return new SessionCookie(settings, clock);
    }

    @Bean
    SessionReader sessionReader(SessionCookie cookie, Sessions sessions, SessionSettings settings, Clock clock) {
        return new SessionReader(cookie, sessions, settings, clock);
    }

    @Bean
    Outbox<CodeRequest> codeOutbox(CodePost post) {
        return new Outbox<>(post::send);
    }

    @Bean
    Outbox<LinkRequest> linkOutbox(LinkPost post) {
        return new Outbox<>(post::renew);
    }

    @Bean
    SignIn signIn(
            OrderQueries orders,
            Outbox<CodeRequest> outbox,
            Attempts attempts,
            Sessions sessions,
            SessionCookie cookie,
            Tallies tallies,
            ClientAddresses addresses,
            LimitSettings limits,
            SessionSettings settings,
            Operator.Staff staff,
            Clock clock) {
        return new CodeSignIn(
                orders, outbox, attempts, sessions, cookie, tallies, addresses, limits, settings, staff, clock);
    }
}
