#!/usr/bin/env escript
%% Asks an https endpoint with this Erlang's defaults and prints its reply.
%% Usage: escript probe.escript https://host/path
main([Url]) ->
    {ok, _} = application:ensure_all_started(ssl),
    {ok, _} = application:ensure_all_started(inets),
    case httpc:request(get, {Url, []}, [{timeout, 15000}], [{body_format, binary}]) of
        {ok, {_Status, _Headers, Body}} ->
            io:format("~s~n", [Body]);
        {error, Reason} ->
            io:format(standard_error, "~p~n", [Reason]),
            halt(1)
    end.
