// The two islands of script: charts drawn from the table beside them, and the menu folded on small screens.
"use strict";

function drawCharts(root) {
  if (!window.echarts) return;
  root.querySelectorAll("[data-chart]").forEach(function (place) {
    if (place.dataset.drawn) return;
    place.dataset.drawn = "1";
    const given = JSON.parse(place.dataset.chart);
    const decimal = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    const chart = window.echarts.init(place, null, { renderer: "svg", locale: document.documentElement.lang === "vi" ? "VI" : "EN" });
    chart.setOption({
      aria: { enabled: true },
      animation: false,
      textStyle: { fontFamily: "Be Vietnam Pro, sans-serif" },
      grid: { left: 48, right: 16, top: 16, bottom: 32 },
      tooltip: { trigger: "axis", valueFormatter: function (value) { return value === null ? "–" : decimal.format(value); } },
      xAxis: { type: "category", data: given.labels },
      yAxis: { type: "value", scale: true, axisLabel: { formatter: function (value) { return decimal.format(value); } } },
      series: [{ type: "line", name: given.title, data: given.values, symbolSize: 7, lineStyle: { width: 2.5 }, itemStyle: { color: "#0b5cad" } }],
    });
    window.addEventListener("resize", function () { chart.resize(); });
  });
}

document.addEventListener("DOMContentLoaded", function () {
  const fold = document.querySelector(".side-fold");
  const narrow = window.matchMedia("(max-width: 900px)");
  const fit = function () { fold.open = !narrow.matches; };
  narrow.addEventListener("change", fit);
  fit();
  drawCharts(document);
});
document.addEventListener("htmx:afterSwap", function (event) { drawCharts(event.target); });
