package dev.waymark.gateway;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Spring Authorization Server with a login page, a page that asks for consent, and accounts whose password is their name. */
final class OpenIdProvider {

    static final String CLIENT = "waymark";
    static final String SECRET = "a-secret-of-the-client";

    /** The claims of each account. */
    private static final Map<String, Map<String, Object>> ACCOUNTS = Map.of(
            "maria", Map.of("email", RunningGateway.OPERATOR, "email_verified", true),
            "stranger", Map.of("email", "stranger@elsewhere.example", "email_verified", true),
            "impostor", Map.of("email", RunningGateway.OPERATOR, "email_verified", false),
            "nameless", Map.of());

    private final int port;
    private final String callback;
    private Tomcat tomcat;

    /** To be started; it sends browsers back to {@code callback} only. */
    OpenIdProvider(int port, String callback) {
        this.port = port;
        this.callback = callback;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String issuer(int port) {
        return "http://127.0.0.1:" + port;
    }

    void start() throws IOException, LifecycleException {
        var spring = new AnnotationConfigWebApplicationContext();
        spring.register(Configuration.class);
        spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("clients", clients()));
        tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("provider").toString());
        tomcat.setPort(port);
        tomcat.getConnector();
        tomcat.addContext("", null)
                .addServletContainerInitializer(
                        (_, servlets) -> {
                            spring.setServletContext(servlets);
                            spring.refresh();
                            servlets.addFilter(
                                            "security", new DelegatingFilterProxy("springSecurityFilterChain", spring))
                                    .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
                            var dispatcher = servlets.addServlet("dispatcher", new DispatcherServlet(spring));
                            dispatcher.setLoadOnStartup(1);
                            dispatcher.addMapping("/");
                        },
                        Set.of());
        tomcat.start();
    }

    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private RegisteredClientRepository clients() {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(callback)
                .scope("openid")
                .scope("email")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .build());
    }

    @EnableWebMvc
    @EnableWebSecurity
    static class Configuration {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService accounts() {
            return new InMemoryUserDetailsManager(ACCOUNTS.keySet().stream()
                    .map(name ->
                            User.withUsername(name).password("{noop}" + name).build())
                    .toList());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return token -> {
                if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    token.getClaims()
                            .claims(all ->
                                    all.putAll(ACCOUNTS.get(token.getPrincipal().getName())));
                }
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("one")
                    .build()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return NimbusJwtDecoder.withJwkSource(keys).build();
        }

        /** Nobody's is remembered: it is asked for at each sign-in. */
        @Bean
        OAuth2AuthorizationConsentService consents() {
            return new OAuth2AuthorizationConsentService() {
                @Override
                public void save(OAuth2AuthorizationConsent consent) {}

                @Override
                public void remove(OAuth2AuthorizationConsent consent) {}

                @Override
                public OAuth2AuthorizationConsent findById(String client, String account) {
                    return null;
                }
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }
    }
}
