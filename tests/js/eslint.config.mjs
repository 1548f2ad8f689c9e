// The scripts share one scope, as <script> elements do: what is declared nowhere is TypeScript's to find.
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "script" },
    rules: {
      "no-undef": "off",
      "no-redeclare": "off",
      "no-unused-vars": ["error", { vars: "local", ignoreRestSiblings: true }],
      "eqeqeq": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "textContent only." },
        { property: "outerHTML", message: "textContent only." },
        { property: "insertAdjacentHTML", message: "textContent only." },
      ],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
