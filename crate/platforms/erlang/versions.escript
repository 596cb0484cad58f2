#!/usr/bin/env escript
%% Erlang R15B02 to 16: one request that offers TLS 1.2, and checks the certificate.
%% Usage: escript versions.escript https://host/path
main([Url]) ->
    ok = start([crypto, public_key, ssl, inets]),
    %% tls-ready: begin
    Options = [{versions, ['tlsv1.2']},
               {verify, verify_peer}, {depth, 5},
               {cacertfile, "/etc/ssl/certs/ca-certificates.crt"}],
    Answer = httpc:request(get, {Url, []}, [{ssl, Options}], [{body_format, binary}]),
    %% tls-ready: end
    case Answer of
        {ok, {_Status, _Headers, Body}} ->
            io:format("~s~n", [Body]);
        {error, Reason} ->
            io:format(standard_error, "~p~n", [Reason]),
            halt(1)
    end.

start(Applications) ->
    lists:foreach(fun(Application) -> application:start(Application) end, [asn1 | Applications]).
