package dev.waymark.gateway;

import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.gateway.access.ApiKeys;
import dev.waymark.gateway.clients.AsyncSender;
import dev.waymark.gateway.clients.CourierAdminClient;
import dev.waymark.gateway.clients.HttpCourierAdminClient;
import dev.waymark.gateway.clients.HttpLinkRenewalClient;
import dev.waymark.gateway.clients.HttpOrderClient;
import dev.waymark.gateway.clients.HttpSignInCodeClient;
import dev.waymark.gateway.clients.LinkRenewalClient;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.clients.ServiceNames;
import dev.waymark.gateway.clients.ServiceSettings;
import dev.waymark.gateway.clients.SignInCodeClient;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.guest.RateLimitedGuestAccess;
import dev.waymark.gateway.kafka.UpdateListener;
import dev.waymark.gateway.limits.AttemptCounter;
import dev.waymark.gateway.limits.LimitSettings;
import dev.waymark.gateway.limits.RequestRateLimiter;
import dev.waymark.gateway.live.LiveUpdates;
import dev.waymark.gateway.signin.CodeSignIn;
import dev.waymark.gateway.signin.PendingSignIns;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionReader;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.Sessions;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.gateway.signin.SupportStaff;
import dev.waymark.platform.ServiceConfiguration;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProxySettings;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.client.WebClient;

/** Who talks to whom. */
@Configuration(proxyBeanMethods = false)
@Import(ServiceConfiguration.class)
@EnableConfigurationProperties({ProxySettings.class, ServiceKeys.class, SupportStaff.class, ApiKeys.class})
class GatewayConfiguration {

    @Bean
    ServiceTokens serviceTokens(ServiceKeys keys, Clock clock) {
        return ServiceTokens.of(ServiceNames.GATEWAY, keys, clock);
    }

    @Bean
    OrderClient orderQueries(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpOrderClient(builder, tokens, settings);
    }

    @Bean
    CourierAdminClient courierDesk(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpCourierAdminClient(builder, tokens, settings);
    }

    @Bean
    SignInCodeClient codePost(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpSignInCodeClient(builder, tokens, settings);
    }

    @Bean
    LinkRenewalClient linkPost(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        return new HttpLinkRenewalClient(builder, tokens, settings);
    }

    @Bean
    UpdateListener updateListener(LiveUpdates live) {
        return live::changed;
    }

    @Bean
    ClientAddresses clientAddresses(ProxySettings proxies) {
        return new ClientAddresses(proxies);
    }

    @Bean
    RequestRateLimiter capacity(LimitSettings limits) {
        return new RequestRateLimiter(limits);
    }

    @Bean
    GuestAccess guestAccess(
            OrderClient orders,
            AsyncSender<LinkRequest> links,
            AttemptCounter counter,
            ClientAddresses addresses,
            LimitSettings limits) {
        return new RateLimitedGuestAccess(orders, links, counter, addresses, limits);
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
    AsyncSender<CodeRequest> codeOutbox(SignInCodeClient post) {
        return new AsyncSender<>(post::send);
    }

    @Bean
    AsyncSender<LinkRequest> linkOutbox(LinkRenewalClient post) {
        return new AsyncSender<>(post::renew);
    }

    @Bean
    SignIn signIn(
            OrderClient orders,
            AsyncSender<CodeRequest> outbox,
            PendingSignIns attempts,
            Sessions sessions,
            SessionCookie cookie,
            AttemptCounter counter,
            ClientAddresses addresses,
            LimitSettings limits,
            SessionSettings settings,
            SupportStaff staff,
            Clock clock) {
        return new CodeSignIn(
                orders, outbox, attempts, sessions, cookie, counter, addresses, limits, settings, staff, clock);
    }
}
