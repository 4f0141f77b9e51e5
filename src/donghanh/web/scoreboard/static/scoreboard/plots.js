// The charts of the analysis pages: each is drawn from what the table beside it says, and follows the width of its box.
"use strict";
(function () {
  const vi = document.documentElement.lang === "vi";
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 4 });
  const write = function (value) { return value === null || value === undefined ? "–" : number.format(value); };
  const tones = { total: "#0b5cad", loss: "#c2565b", gain: "#3f9a65" };
  const colours = ["#0b5cad", "#c98a00", "#3f9a65", "#c2565b", "#8a63c9", "#2d9595", "#c4527c", "#55626f"];
  const narrow = function (place) { return place.clientWidth < 520; };

  function names(place, labels, share, whole) {
    return { type: "category", data: labels, inverse: true, axisTick: { show: false },
      axisLabel: { width: Math.round(place.clientWidth * share), overflow: whole ? "break" : "truncate", interval: 0, lineHeight: 14, fontSize: narrow(place) ? 11 : 12 } };
  }

  const kinds = {
    // Floating bars: an unseen one up to where the seen one begins.
    waterfall: function (place, given) {
      const ends = given.rows.flatMap(function (row) { return row.tone === "total" ? [row.to] : [row.from, row.to]; });
      const low = Math.min.apply(null, ends), high = Math.max.apply(null, ends);
      const least = given.near && low > 0 ? Math.max(0, low - (high - low || high) * 0.6) : Math.min(0, low);
      const begins = given.rows.map(function (row) { return Math.max(least, Math.min(row.from, row.to)); });
      return {
        height: given.rows.length * (given.near ? 38 : 30) + 40,
        option: {
          grid: { left: 8, right: 56, top: 8, bottom: 24, containLabel: true },
          tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, formatter: function (points) {
            const row = given.rows[points[0].dataIndex]; return row.label + ": " + row.text; } },
          xAxis: { type: "value", min: least, axisLabel: { formatter: write, hideOverlap: true, showMinLabel: !given.near } },
          yAxis: names(place, given.rows.map(function (row) { return row.label; }), narrow(place) ? 0.38 : 0.34, given.near),
          series: [
            { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: begins },
            { type: "bar", stack: "all", barMaxWidth: 20, label: { show: true, position: "right", formatter: function (point) { return given.rows[point.dataIndex].text; } },
              data: given.rows.map(function (row, i) { return { value: Math.max(row.from, row.to) - begins[i], itemStyle: { color: tones[row.tone] } }; }) },
          ],
        },
      };
    },
    intervals: function (place, given) {
      return {
        height: given.rows.length * 22 + 64,
        option: {
          legend: { top: 0, selectedMode: false },
          grid: { left: 8, right: 16, top: 32, bottom: 24, containLabel: true },
          tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, formatter: function (points) {
            const row = given.rows[points[0].dataIndex]; return row.label + ": " + row.dot + " (" + row.low + "–" + row.high + ")"; } },
          xAxis: { type: "value", min: 0, minInterval: 1, position: "top" },
          yAxis: names(place, given.rows.map(function (row) { return row.label; }), narrow(place) ? 0.38 : 0.25),
          series: [
            { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: given.rows.map(function (row) { return row.low - 0.25; }) },
            { type: "bar", stack: "all", name: given.words.bar, barWidth: 8, itemStyle: { color: "#a9cdec" },
              data: given.rows.map(function (row) { return { value: row.high - row.low + 0.5, itemStyle: { color: row.chosen ? "#f0b64d" : "#a9cdec" } }; }) },
            { type: "scatter", name: given.words.dot, symbolSize: 9, itemStyle: { color: "#084a8c" }, data: given.rows.map(function (row) { return [row.dot, row.label]; }), z: 5 },
          ],
        },
      };
    },
    groups: function (place, given) {
      return {
        height: given.labels.length * 44 + 70,
        option: {
          legend: { top: 0 },
          grid: { left: 8, right: 24, top: 32, bottom: 24, containLabel: true },
          tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, valueFormatter: function (value) { return write(value) + " %"; } },
          xAxis: { type: "value", min: 0, axisLabel: { formatter: "{value} %" } },
          yAxis: names(place, given.labels, narrow(place) ? 0.4 : 0.34),
          series: given.series.map(function (one, i) { return { type: "bar", name: one.name, data: one.values, barMaxWidth: 13, itemStyle: { color: ["#a9cdec", "#0b5cad"][i] } }; }),
        },
      };
    },
    lines: function (place, given) {
      return {
        height: 290,
        option: {
          legend: { type: "scroll", top: 0, show: given.series.length > 1 },
          grid: { left: 8, right: 20, top: given.series.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
          tooltip: { trigger: "axis", confine: true, valueFormatter: write },
          xAxis: { type: "category", data: given.labels },
          yAxis: { type: "value", scale: true, axisLabel: { formatter: write } },
          series: given.series.map(function (one, i) {
            const colour = colours[i % colours.length];
            return { type: "line", name: one.name, data: one.values, connectNulls: false, symbolSize: 7, symbol: ["circle", "rect", "triangle", "diamond"][i % 4], lineStyle: { width: 2.5, color: colour }, itemStyle: { color: colour } };
          }),
        },
      };
    },
  };

  function draw(root) {
    if (!window.echarts) return;
    root.querySelectorAll("[data-plot]").forEach(function (place) {
      if (place.dataset.drawn) return;
      place.dataset.drawn = "1";
      const given = JSON.parse(place.dataset.plot);
      const made = kinds[given.kind](place, given);
      place.style.height = made.height + "px";
      const chart = window.echarts.init(place, null, { renderer: "svg", locale: vi ? "VI" : "EN" });
      chart.on("rendered", function () { // lets paper of any width shrink the drawing
        const drawn = place.querySelector("svg");
        if (drawn) drawn.setAttribute("viewBox", "0 0 " + chart.getWidth() + " " + chart.getHeight());
      });
      chart.setOption(Object.assign({ aria: { enabled: true }, animation: false, textStyle: { fontFamily: "Be Vietnam Pro, sans-serif" } }, made.option));
      const follow = function () { chart.resize({ width: place.clientWidth, height: made.height }); };
      window.addEventListener("resize", follow);
      window.addEventListener("beforeprint", function () { // a high chart is drawn wider, so that it shrinks onto one page
        chart.resize({ width: Math.max(640, Math.round(made.height * 0.75)), height: made.height });
        chart.getZr().flush();
      });
      window.addEventListener("afterprint", follow);
    });
  }

  document.addEventListener("DOMContentLoaded", function () { draw(document); });
  document.addEventListener("htmx:afterSwap", function (event) { draw(event.target); });
})();
