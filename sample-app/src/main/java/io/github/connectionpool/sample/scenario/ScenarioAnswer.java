package io.github.connectionpool.sample.scenario;

record ScenarioAnswer(String scenario, String message) {
}
