#!/usr/bin/env escript
%% Asks an https endpoint by httpc, checking its certificate, and prints the reply.
%% Usage: escript client.escript https://host/path ca.pem
main([Url | Authorities]) ->
    {ok, _} = application:ensure_all_started(inets),
    {ok, _} = application:ensure_all_started(ssl),
    Trusted = case Authorities of
        [File] -> [{cacertfile, File}];
        [] -> [{cacertfile, "/etc/ssl/certs/ca-certificates.crt"}]
    end,
    Options = [{ssl, [{verify, verify_peer} | Trusted]}],
    {ok, {{_, 200, _}, _, Body}} = httpc:request(get, {Url, []}, Options, []),
    io:put_chars([Body, $\n]).
